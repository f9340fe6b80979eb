"""How good predictions were on this very business."""
