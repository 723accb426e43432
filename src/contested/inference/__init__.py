"""The encoder: the only room that knows ONNX. Text and marks in, spans with probabilities out."""

from contested.inference.features import HINT_KINDS, Marked
from contested.inference.reader import SHIPPED, EncoderReader, Reading, ReadSpan, ReadTrigger

__all__ = ["HINT_KINDS", "SHIPPED", "EncoderReader", "Marked", "ReadSpan", "ReadTrigger", "Reading"]
