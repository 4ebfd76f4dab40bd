"""`python -m quotes` is `quotes`."""

from quotes.cli import main

if __name__ == "__main__":
    main()
