"""Files in the encodings that people have, labelled rightly, wrongly or not at all."""

from collections.abc import Iterator

from tools.bench.kinds import Case

TITLE = "encodings and labels"

_TEXTS = {
    "en": "The harbour’s pilots aren’t paid by the hour – they’re paid €20 a ship. “It’s fair,” said one of them.",
    "fr": "Les pilotes du port sont payés à la tâche depuis l’été dernier. Ça coûte 20 € par navire, dit le maître.",
    "de": "Die Lotsen des Hafens werden für jedes Schiff bezahlt. Die Gebühr beträgt überall 20 €, sagte der Führer.",
    "es": "Los prácticos del puerto cobran por cada buque que llega. El año pasado la tarifa subió según el dueño.",
    "pl": "Piloci portu są opłacani za każdy statek, który przybywa. W zeszłym roku opłata wzrosła o pięć złotych.",
    "cs": "Lodivodi v přístavu jsou placeni za každou loď, která připluje. Minulý rok se poplatek zvýšil o pět korun.",
    "hu": "A kikötő révkalauzait minden érkező hajó után fizetik. Tavaly a díj öt forinttal nőtt, mondta a vezető.",
    "ru": "Лоцманам порта платят за каждый корабль, который приходит. В прошлом году плата выросла на пять рублей.",
    "el": "Οι πλοηγοί του λιμανιού πληρώνονται για κάθε πλοίο που φτάνει. Πέρυσι η αμοιβή αυξήθηκε κατά πέντε ευρώ.",
    "tr": "Limanın kılavuzları gelen her gemi için ücret alır. Geçen yıl ücret beş lira arttı, çünkü iş güçleşti.",
    "zh": "港口的引航员按照每一艘到港的船只收费。去年的费用上涨了百分之五，船主对此表示不满。协会正在研究新的方案。",
    "tw": "港口的引水人按照每一艘到港的船隻收費。去年的費用上漲了百分之五，船主對此表示不滿。協會正在研究新的方案。",
    "hk": "港口嘅引水員係按每一艘船收費，佢哋話費用唔算貴。去年嘅費用上漲了百分之五，船主對此表示不滿。",
    "ja": "港の水先人は到着する船ごとに料金を受け取ります。昨年の料金は五パーセント上がり、船主は不満を述べました。",
    "ko": "항구의 도선사는 도착하는 배마다 요금을 받습니다. 지난해 요금은 오 퍼센트 올랐고 선주들은 불만을 말했습니다.",
}
_PLAIN = (
    ("en", "cp1252"), ("fr", "cp1252"), ("de", "cp1252"), ("es", "cp1252"), ("de", "latin-1"), ("fr", "mac-roman"),
    ("en", "mac-roman"), ("pl", "cp1250"), ("cs", "cp1250"), ("hu", "cp1250"), ("ru", "cp1251"), ("ru", "koi8-r"),
    ("ru", "cp866"), ("ru", "iso8859-5"), ("el", "cp1253"), ("el", "iso8859-7"), ("tr", "cp1254"), ("tr", "iso8859-9"),
    ("pl", "iso8859-2"), ("cs", "iso8859-2"), ("hu", "iso8859-2"), ("de", "iso8859-15"), ("de", "cp850"),
    ("fr", "cp850"),
    ("zh", "gbk"), ("zh", "gb18030"), ("zh", "gb2312"), ("zh", "hz"), ("tw", "big5"), ("tw", "cp950"),
    ("hk", "big5hkscs"), ("ja", "shift_jis"), ("ja", "cp932"), ("ja", "euc-jp"), ("ja", "iso2022_jp"),
    ("ko", "euc-kr"), ("ko", "cp949"), ("en", "utf-16-le"), ("en", "utf-16-be"), ("zh", "utf-16-le"),
    ("zh", "utf-16-be"), ("ja", "utf-16-le"), ("en", "utf-16"), ("zh", "utf-16"), ("en", "utf-32"), ("zh", "utf-8-sig"),
    ("en", "utf-8"), ("ko", "utf-8"), ("ru", "utf-8"),
)  # fmt: skip
"""(text, encoding) of a plain file without a label."""
_LABELLED = (
    ("en", "cp1252", "iso-8859-1"), ("en", "cp1252", "ascii"), ("en", "cp1252", "latin1"), ("de", "cp1252", "utf-8"),
    ("zh", "gb18030", "gb2312"), ("zh", "gbk", "x-gbk"), ("zh", "gbk", "utf-8"), ("zh", "gbk", "iso-8859-1"),
    ("tw", "big5", "big5"), ("hk", "big5hkscs", "big5"), ("tw", "big5", "utf-8"), ("tw", "big5", "gb2312"),
    ("ja", "cp932", "shift_jis"), ("ja", "euc-jp", "x-euc-jp"), ("ja", "shift_jis", "utf-8"), ("ko", "cp949", "euc-kr"),
    ("ko", "cp949", "ks_c_5601-1987"), ("ru", "cp1251", "windows-1251"), ("ru", "koi8-r", "koi8-r"),
    ("ru", "cp1251", "koi8-r"), ("pl", "cp1250", "windows-1250"), ("pl", "iso-8859-2", "iso-8859-2"),
    ("el", "iso8859-7", "iso-8859-7"), ("tr", "cp1254", "iso-8859-9"),
    ("zh", "utf-8", "gb2312"), ("en", "utf-8", "iso-8859-1"), ("ru", "utf-8", "no-such-label"), ("zh", "utf-8", ""),
    ("tw", "big5", ""), ("en", "cp1252", ""),
)  # fmt: skip
"""(text, encoding, label) of a page; "": no label."""


def cases() -> Iterator[Case]:
    """Yield plain files and pages."""
    for language, encoding in _PLAIN:
        text = _fit(_TEXTS[language], encoding)
        yield _case(f"{language} {encoding}", "a.txt", text, text.encode(encoding), text)
    for language, encoding, label in _LABELLED:
        text = _fit(_TEXTS[language], encoding)
        yield _page(language, encoding, f'<meta charset="{label}">' if label else "", label or "no label", text)
    far = "<!-- " + "harbour " * 700 + "-->"
    yield _page(
        "tw", "big5", f'{far}<meta http-equiv="Content-Type" content="text/html; charset=big5">', "far", _TEXTS["tw"]
    )
    text = _TEXTS["zh"]
    xml = f'<?xml version="1.0" encoding="GBK"?><html><body><main><p>{text}</p></main></body></html>'
    yield _case("zh XML declaration", "a.html", text, xml.encode("gbk"), text)
    cut = text.encode()[:-1]
    yield _case("zh utf-8 cut at its end", "a.txt", text[:-1], cut, text.split("。")[0])
    mixed = _TEXTS["zh"].encode() * 8 + b"\nThe pilots\x92 pay is low in winter.\n"
    yield _case("utf-8 with a stray byte", "a.txt", text[:-1], mixed, text.split("。")[0])


def _page(language: str, encoding: str, head: str, label: str, text: str) -> Case:
    page = f"<html><head>{head}<title>Port</title></head><body><main><p>{text}</p></main></body></html>"
    return _case(f"{language} {encoding} as {label}", "a.html", text, page.encode(encoding), text)


def _fit(text: str, encoding: str) -> str:
    """Return a text with what an encoding has no character for in the plain form that its users write."""
    for mark, plain in {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "€": "EUR"}.items():
        try:
            mark.encode(encoding)
        except UnicodeEncodeError:
            text = text.replace(mark, plain)
    return text


def _case(name: str, file: str, text: str, data: bytes, wanted: str) -> Case:
    holds = tuple(piece.strip(' ,.，。”"') for piece in wanted.replace("。", ".").split(".") if len(piece.strip()) > 3)
    return Case(name=name, file=file, data=data, holds=holds)
