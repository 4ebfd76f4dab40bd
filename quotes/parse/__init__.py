"""Articles to sentences with trees and names: the only place that speaks to Stanza."""
