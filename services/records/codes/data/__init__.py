"""National code lists: GB/T 4754-2017 (industries) and GB/T 2260 as published by NBS for 2023 (regions, WTFPL)."""
