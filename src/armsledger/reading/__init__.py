"""A report becomes claims."""

from armsledger.errors import ConfigurationError
from armsledger.knowledge import Knowledge
from armsledger.model.reading import Reader

READERS = ("default", "fast")


def reader(name: str = "default", knowledge: Knowledge | None = None) -> Reader:
    """The reader of that name, loaded and ready; without `knowledge` it compiles the shipped tables for itself.

    Raises:
        ConfigurationError: there is no reader of that name.
    """
    if name not in READERS:
        raise ConfigurationError(f"there is no reader {name!r}; there are {', '.join(READERS)}")
    knowledge = knowledge or Knowledge()
    if name == "fast":
        from armsledger.reading.fast import FastReader

        return FastReader(knowledge)
    from armsledger.reading.shipped import load

    return load(knowledge)
