package io.relmap.flush.random;

import java.util.ArrayList;
import java.util.List;

/**
 * Steps, in rounds that end with a flush each.
 *
 * @param rounds the rounds
 */
record Program(List<Round> rounds) {

    /** What comes after a flush that succeeds. */
    enum End {
        COMMIT,
        ROLLBACK,
        GO_ON
    }

    /**
     * Steps up to a flush.
     *
     * @param steps the steps
     * @param end what comes after the flush
     * @param inNewSession whether a new session does them, if the last one has committed
     */
    record Round(List<Step> steps, End end, boolean inNewSession) {

        Round {
            steps = List.copyOf(steps);
        }
    }

    Program {
        rounds = List.copyOf(rounds);
    }

    /** How many steps there are, rounds counted as one, too. */
    int size() {
        return rounds.stream().mapToInt(round -> round.steps().size() + 1).sum();
    }

    /** The same without some of its parts, which are counted from its end; a round goes with its first part. */
    Program without(int from, int size) {
        List<Round> fewer = new ArrayList<>();
        int place = 0;
        for (int i = rounds.size() - 1; i >= 0; i--) {
            Round round = rounds.get(i);
            List<Step> kept = new ArrayList<>();
            for (int j = round.steps().size() - 1; j >= 0; j--, place++) {
                if (place < from || place >= from + size) {
                    kept.add(0, round.steps().get(j));
                }
            }
            boolean isEmpty = kept.isEmpty() && place >= from && place < from + size;
            place++;
            if (!isEmpty) {
                fewer.add(0, new Round(kept, round.end(), round.inNewSession()));
            }
        }
        return new Program(fewer);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Round round : rounds) {
            text.append(round.inNewSession() ? "  in a new session:\n" : "  round:\n");
            round.steps().forEach(step -> text.append("    ").append(step).append('\n'));
            text.append("    flush, ").append(round.end()).append('\n');
        }
        return text.toString();
    }
}
