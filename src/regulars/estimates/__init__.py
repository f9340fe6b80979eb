"""Published models, arrays in and arrays out: nothing here knows of orders, files or clocks."""
