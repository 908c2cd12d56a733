"""One file per trial, found by folder: each defines TRIAL and is run long by `make torture`, short by the tests."""
