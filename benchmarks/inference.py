"""How long the conclusions of one deal take: `python -m benchmarks.inference` from the top of the checkout.

Forty chained clauses over six subjects and the whole deal. The unit is json.loads of a text of 15 kB, in the same run.
"""

import json
import random

from engine.inference import DEAL, Clause, Ref, compile_inference

from .timing import milliseconds

SUBJECTS = [f"issues[{name}]" for name in ("price", "term", "volume", "service", "payment", "liability")]
COLD, WARM = 0, 1024


def program() -> list[Clause]:
    """Twenty signals, then forty clauses that chain over five layers, half of them for the whole deal."""
    clauses = [Clause(f"S{i}", concludes=f"c0-{i % 8}", scoped=i % 2 == 0) for i in range(20)]
    for i in range(40):
        layer, scoped = 1 + i // 8, i % 2 == 0
        scope = "same" if scoped else "any"
        givens = (Ref(f"c{layer - 1}-{i % 8}", scope), Ref(f"c0-{(i + 3) % 8}", "any"))
        unlesses = (Ref(f"c{layer - 1}-{(i + 5) % 8}", scope),) if i % 3 == 0 else ()
        clauses.append(Clause(f"D{i}", givens, unlesses, f"c{layer}-{i % 8}", scoped))
    return clauses


def deal(clauses: list[Clause], seed: int) -> dict[str, dict[str, bool | None]]:
    rng = random.Random(seed)
    return {
        subject: {
            c.key: rng.choice((True, True, None, False)) for c in clauses if c.scoped == (subject != DEAL)
        }
        for subject in (DEAL, *SUBJECTS)
    }


def main() -> None:
    clauses = program()
    deals = [deal(clauses, seed) for seed in range(10)]
    text = json.dumps(
        [{"id": i, "name": "a term of the deal", "values": [i, 2.5, None, True]} for i in range(210)]
    )
    unit = milliseconds(lambda: json.loads(text))
    print(f"{'json.loads of ' + str(len(text)) + ' bytes':<36}{unit:8.3f} ms")
    for engine in ("durable-rules", "built-in"):
        for label, memory in (("cold", COLD), ("warm", WARM)):
            inference = compile_inference(clauses, engine, memory=memory)
            spent = milliseconds(lambda run=inference.run: [run(each) for each in deals]) / len(deals)
            print(f"{inference.name + ', ' + label:<36}{spent:8.3f} ms{spent / unit:8.2f} units")
    compiling = milliseconds(lambda: compile_inference(clauses))
    print(f"{'compile':<36}{compiling:8.3f} ms")


if __name__ == "__main__":
    main()
