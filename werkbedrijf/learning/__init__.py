"""Learning from placements that lasted, with refusal: tried every month, judged by rules in the open, off until a region
switches it on and only as long as every rule holds. Groups occur here to audit, and nowhere in what is learned.
"""
