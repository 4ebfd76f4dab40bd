"""The encoder: weights kept in eight bits, and the device that it computes on."""


def test_eight_bits_keep_a_table():
    import torch  # here, not above: a worker that runs other tests has no need of them

    from quotes.parse.weights import dequantized, quantized

    torch.manual_seed(0)
    table = torch.randn(20, 30)
    small, scale = quantized(table)
    back = dequantized({"t": small, "t.scale": scale, "other": table.half()})
    assert set(back) == {"t", "other"}
    assert float((back["t"] - table).abs().max()) < 0.02


def test_all_is_computed_where_the_weights_are():
    """On another device nothing is mixed with what lies on the processor."""
    from quotes.parse.bundle import BUNDLED
    from quotes.parse.states import WordStates
    from quotes.parse.weights import LAYERS, read_bert

    states = WordStates(read_bert(BUNDLED / "encoder", "meta"))
    rows = states.pieces.of(["the", "bridge", "is", "safe"])
    pieces = [0, *(piece for row in rows for piece in row), 1]
    found = states.encode([pieces, pieces], [[0, 1, 2], [0, 3]])
    assert (found.device.type, found.shape) == ("meta", (5, LAYERS, 384))
