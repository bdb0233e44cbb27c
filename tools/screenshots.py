"""Take the pictures of README and docs from the built site: python -m tools.screenshots [SITE [FOLDER]].

SITE is build/site, FOLDER docs/pictures. Needs an installed Chromium and the packages playwright and pillow. Logos
are left blank: marks belong to their owners and are not committed.
"""

import io
import sys
from pathlib import Path

from tests.helpers import site_browser

WIDE, PHONE = (1280, 800), (390, 800)
"""Width × height of the window, pixels."""
QUALITY = 70
"""Of the WebP files, 0 to 100."""


def save(page, path: Path) -> None:
    from PIL import Image

    page.evaluate("document.querySelectorAll('article img').forEach(image => image.style.visibility = 'hidden')")
    Image.open(io.BytesIO(page.screenshot())).save(path, quality=QUALITY, method=6)
    print(f"{path} {path.stat().st_size // 1024} KiB")


def main(site: Path, folder: Path) -> None:
    if not (site / "index.html").is_file():
        sys.exit(f"{site} holds no built site; run make site first")
    if not site_browser.executable():
        sys.exit("no Chromium is installed; install one or name it in BRIEFPROOF_CHROMIUM")
    folder.mkdir(parents=True, exist_ok=True)
    with site_browser.served(site) as address, site_browser.browser() as browser:

        def opened(path: str, size: tuple[int, int] = WIDE, scheme: str = "light"):
            view = {"width": size[0], "height": size[1]}
            page = browser.new_context(viewport=view, color_scheme=scheme).new_page()
            page.goto(address + path, wait_until="networkidle")
            return page

        home = opened("index.html")
        save(home, folder / "home.webp")
        brief = home.locator(".brief-card a").first.get_attribute("href")
        save(opened(brief), folder / "brief.webp")
        save(opened(brief, scheme="dark"), folder / "brief-dark.webp")
        save(opened(brief, size=PHONE), folder / "brief-phone.webp")
        page = opened(brief)
        mark = page.locator("p.report a.cite").nth(8)
        mark.evaluate("mark => scrollTo(0, mark.getBoundingClientRect().top + scrollY - 300)")
        mark.hover()
        page.wait_for_timeout(500)
        save(page, folder / "note.webp")
        mark.click()
        page.wait_for_load_state("networkidle")
        save(page, folder / "source.webp")


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[1:]]
    main(*given, *(Path("build/site"), Path("docs/pictures"))[len(given) :])
