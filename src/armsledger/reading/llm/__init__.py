"""The optional reader: a language model is asked about sentences, and only words that stand in them are believed."""

from armsledger.reading.llm.endpoint import Endpoint, EndpointError
from armsledger.reading.llm.reader import Cache, LlmReader

__all__ = ["Cache", "Endpoint", "EndpointError", "LlmReader"]
