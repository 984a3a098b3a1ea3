"""What the program knows before it reads: parties, equipment, and the look-ups over them."""

from armsledger.knowledge.base import Knowledge
from armsledger.knowledge.mention import Mention
from armsledger.knowledge.resolve import Catalogue, Resolution, resolve
from armsledger.knowledge.rows import MentionKind

__all__ = ["Catalogue", "Knowledge", "Mention", "MentionKind", "Resolution", "resolve"]
