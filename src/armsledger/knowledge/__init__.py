"""What the program knows before it reads: parties, equipment, and the look-ups over them."""

from armsledger.knowledge.base import Knowledge
from armsledger.knowledge.mention import Mention
from armsledger.knowledge.rows import MentionKind

__all__ = ["Knowledge", "Mention", "MentionKind"]
