"""Products at the processor's own precision are near those at full precision."""

import pytest
import torch
from torch import nn

from quotes.products import TILED, Product, feed_forward, packed

WAYS = sorted({False, TILED})  # tiles where the processor has them


@pytest.mark.parametrize("tiled", WAYS)
@pytest.mark.parametrize("shape", [(1, 24), (256, 24), (257, 24), (3, 5, 24), (0, 24)])
def test_product_is_near(tiled, shape):
    torch.manual_seed(1)
    linear, rows = nn.Linear(24, 40), torch.randn(shape)
    product = Product(linear.weight.detach(), linear.bias.detach(), tiled)
    with torch.inference_mode():
        found, exact = product(rows), linear(rows)
    assert found.dtype == torch.float32
    assert torch.allclose(found, exact, atol=0.02)


@pytest.mark.parametrize("tiled", WAYS)
def test_feed_forward_is_near(tiled):
    torch.manual_seed(1)
    wide, narrow, rows = nn.Linear(24, 96), nn.Linear(96, 24), torch.randn(300, 24)
    parts = [Product(p.weight.detach(), p.bias.detach(), tiled) for p in (wide, narrow)]
    with torch.inference_mode():
        exact = narrow(nn.functional.gelu(wide(rows)))
        assert torch.allclose(feed_forward(*parts, rows), exact, atol=0.02)


@pytest.mark.parametrize("tiled", WAYS)
def test_a_packed_network_reads_as_before(tiled):
    torch.manual_seed(1)
    network = nn.ModuleDict({"reader": nn.LSTM(24, 32, batch_first=True)}).eval()
    rows = torch.randn(3, 17, 24)
    with torch.inference_mode():
        exact = network["reader"](rows)[0]
        found = packed(network, tiled)["reader"](rows)[0]
    assert found.shape == exact.shape
    assert torch.allclose(found, exact, atol=0.02)
