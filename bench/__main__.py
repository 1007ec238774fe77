"""`make bench`: every figure, a line each. The parts alone, with their sizes by flag: `python -m bench.api --help`."""

from bench import api, selection, sign_in

api.main([])
selection.main()
sign_in.main([])
