"""A report becomes claims."""

from pathlib import Path

from armsledger.errors import ConfigurationError
from armsledger.knowledge import Knowledge
from armsledger.model.reading import Reader

READERS = ("default", "fast")


def reader(name: str = "default", knowledge: Knowledge | None = None, weights: Path | None = None) -> Reader:
    """The reader of that name, loaded and ready; without `knowledge` it compiles the shipped tables for itself.

    `weights` is a folder of weights trained on from the package's, which are used where it is None.

    Raises:
        ConfigurationError: there is no reader of that name, or there are no weights in the folder.
    """
    if name not in READERS:
        raise ConfigurationError(f"there is no reader {name!r}; there are {', '.join(READERS)}")
    from armsledger.reading.weights import Weights

    knowledge, taken = knowledge or Knowledge(), Weights(weights)
    if name == "fast":
        from armsledger.reading.fast import FastReader

        return FastReader(knowledge, taken)
    from armsledger.reading.shipped import load

    return load(knowledge, taken)
