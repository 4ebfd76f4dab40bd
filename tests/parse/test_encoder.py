"""The encoder: weights kept in eight bits."""


def test_eight_bits_keep_a_table():
    import torch  # here, not above: a worker that runs other tests has no need of them

    from quotes.parse.weights import dequantized, quantized

    torch.manual_seed(0)
    table = torch.randn(20, 30)
    small, scale = quantized(table)
    back = dequantized({"t": small, "t.scale": scale, "other": table.half()})
    assert set(back) == {"t", "other"}
    assert float((back["t"] - table).abs().max()) < 0.02
