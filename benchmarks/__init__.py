"""Programs that measure; see README.md. They are no part of the product and no tests."""
