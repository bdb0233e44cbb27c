"""How generator/data/logo/ is made: icon packages read (`art`), plain shapes drawn (`shapes`), the training set drawn
(`drawings`), the model trained and exported (`train`, `export`), the gallery's index derived (`index`). Run by `make
train-logo` and `make logo-index`, from the repository's root, as in `python -m tools.training.index`. Nothing here is
part of the program.
"""
