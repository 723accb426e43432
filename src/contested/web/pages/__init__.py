"""One module a page: each reads the ledger into a frozen view, which a template only displays."""
