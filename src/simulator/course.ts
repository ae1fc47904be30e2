interface Turn {
  readonly at: number;
  readonly value: number;
  /** Rise of the value per millisecond from here to the next turn. */
  rate: number;
}

/** A quantity that never falls, linear between turns, as a function of simulated time; it can be read both ways. */
export class Course {
  readonly #turns: Turn[];
  readonly #pastRate: number;

  /** The past before `at` rises with the same rate. */
  constructor(at: number, value: number, rate: number) {
    this.#turns = [{ at, value, rate }];
    this.#pastRate = rate;
  }

  /** Rises with another rate from an instant on, which must not lie before the last turn. */
  turn(at: number, rate: number): void {
    const last = this.#last();
    if (last.rate === rate) return;
    if (last.at < at) {
      this.#turns.push({ at, value: this.valueAt(at), rate });
      return;
    }
    last.rate = rate;
    // A clock that is advanced in many small steps while it is paused must not leave a turn for each.
    if (this.#turns.length > 1 && this.#turns.at(-2)?.rate === rate) this.#turns.pop();
  }

  valueAt(at: number): number {
    const turn = this.#lastWhere((candidate) => candidate.at <= at);
    if (turn) return turn.value + (at - turn.at) * turn.rate;
    return this.#first().value + (at - this.#first().at) * this.#pastRate;
  }

  /** The earliest instant with this value at the rates known now; Infinity when the value stands still below it. */
  reachedAt(value: number): number {
    const turn = this.#lastWhere((candidate) => candidate.value < value);
    if (turn) return turn.at + (value - turn.value) / turn.rate;
    return this.#first().at + (value - this.#first().value) / this.#pastRate;
  }

  /** Binary search: the condition holds for a first part of the turns and for none after. */
  #lastWhere(holds: (turn: Turn) => boolean): Turn | undefined {
    let [low, high] = [0, this.#turns.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const turn = this.#turns[middle];
      if (turn && holds(turn)) low = middle + 1;
      else high = middle;
    }
    return this.#turns[low - 1];
  }

  #first(): Turn {
    return this.#turns[0] as Turn; // the constructor puts one in, and turn() keeps at least one
  }

  #last(): Turn {
    return this.#turns.at(-1) as Turn; // as above
  }
}
