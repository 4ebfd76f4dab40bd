"""Matrix products at the precision that suits the processor, several times as quick.

Where it multiplies tiles of bfloat16 (AMX), weights and what is multiplied are rounded to that, and
the weights lie as tiles want them. Else they are in half precision, packed, as in the bundle. Sums
are taken in full precision.
"""

import torch
from torch import nn
from torch.nn import functional as F

PACKING = {"fbgemm", "x86"}
"""Engines of torch that have products with packed weights."""
TILED = bool(getattr(torch.cpu, "_is_amx_tile_supported", lambda: False)()) and hasattr(
    torch.ops.mkldnn, "_linear_pointwise"
)
"""Whether this processor multiplies tiles; nothing is tiled elsewhere."""
ROWS = 256
"""Tiled products are of as many rows, or a multiple: oneDNN makes a plan for each shape."""
NARROW = 8
"""Products of fewer outputs are not tiled: a plan for each number of rows costs more."""
STEPS, BESIDE = 16, 4
"""Likewise of recurrent networks, tiled or not: the words of a row, and the rows, are multiples."""


class Product(nn.Module):
    """Rows times a matrix, plus a bias, as `nn.Linear` has it; only for reading.

    Parameters
    ----------
    weight : outputs × inputs.
    bias : outputs.
    tiled : False for no tiles even where the processor has them.

    """

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor, tiled: bool = True):
        super().__init__()
        self._packed = None
        on_processor = weight.device.type == "cpu"
        self.tiled = on_processor and tiled and TILED and len(bias) >= NARROW
        if self.tiled:
            self.bias = bias.bfloat16()
            self.weight = torch.ops.mkldnn._reorder_linear_weight(weight.bfloat16())
        elif on_processor and torch.backends.quantized.engine in PACKING:
            self._packed = torch.ops.quantized.linear_prepack_fp16(weight.contiguous(), bias)
        else:
            self.weight, self.bias = weight, bias

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """Rows × outputs."""
        if self._packed is not None:
            found: torch.Tensor = torch.ops.quantized.linear_dynamic_fp16(states, self._packed)
            return found
        if not self.tiled:
            return F.linear(states, self.weight, self.bias)
        rows = states.reshape(-1, states.shape[-1])
        found = self.rounded(_filled(rows))[: len(rows)].float()
        return found.view(*states.shape[:-1], len(self.bias))

    def rounded(self, rows: torch.Tensor, then: str = "none") -> torch.Tensor:
        """The tiled product of rows in bfloat16, or its GELU where that comes `then`."""
        found: torch.Tensor = torch.ops.mkldnn._linear_pointwise(
            rows, self.weight, self.bias, then, [], "none"
        )
        return found


def feed_forward(wide: nn.Module, narrow: nn.Module, rows: torch.Tensor) -> torch.Tensor:
    """`narrow` of the GELU of `wide` of rows, what lies between at the products' precision."""
    if isinstance(wide, Product) and isinstance(narrow, Product) and wide.tiled and narrow.tiled:
        return narrow.rounded(wide.rounded(_filled(rows), "gelu"))[: len(rows)].float()
    found: torch.Tensor = narrow(gelu(wide(rows)))
    return found


def gelu(rows: torch.Tensor) -> torch.Tensor:
    """GELU by torch itself, which it does of what is turned; oneDNN plans each number of rows."""
    return F.gelu(rows.t()).t()


class Recurrence(nn.Module):
    """An LSTM of one layer and direction over padded rows, by tiles; only for reading.

    Parameters
    ----------
    lstm : batches come first. It is changed to bfloat16 itself.

    """

    def __init__(self, lstm: nn.LSTM):
        super().__init__()
        self.lstm = lstm.bfloat16()

    def forward(self, rows: torch.Tensor) -> tuple[torch.Tensor, None]:
        """States, rows × words × width, where an `nn.LSTM` gives them."""
        number, words, _ = rows.shape
        filled = F.pad(rows.bfloat16(), (0, 0, 0, -words % STEPS, 0, -number % BESIDE))
        return self.lstm(filled)[0][:number, :words].float(), None


def packed(module: nn.Module, tiled: bool = True) -> nn.Module:
    """Put a `Product` in the place of each `nn.Linear` within a module, and give it.

    With tiles (see `Product`) each `nn.LSTM` of one layer and direction becomes a `Recurrence`.
    """
    for name, child in module.named_children():
        if isinstance(child, nn.Linear):
            setattr(module, name, Product(child.weight.detach(), child.bias.detach(), tiled))
        elif isinstance(child, nn.LSTM) and tiled and TILED and _is_plain(child):
            setattr(module, name, Recurrence(child))
        else:
            packed(child, tiled)
    return module


def _is_plain(lstm: nn.LSTM) -> bool:
    on_processor = lstm.weight_ih_l0.device.type == "cpu"
    return on_processor and lstm.batch_first and not lstm.bidirectional and lstm.num_layers == 1


def _filled(rows: torch.Tensor) -> torch.Tensor:
    """Rows in bfloat16, and zeros after them."""
    found = rows.new_empty((len(rows) + -len(rows) % ROWS, rows.shape[1]), dtype=torch.bfloat16)
    found[: len(rows)] = rows
    found[len(rows) :] = 0
    return found
