package dev.tiercel.jit.emit;

import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Terminator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the blocks of a routine into pieces and packs these into parts of a size, in order. A loop
 * that fits into a part stays in one.
 */
final class PartPacker {
    private static final int TERMINATOR = -1;

    private final LoweredRoutine whole;
    private final CodeSizes sizes;
    private final int partBytes;

    /** Index of the first piece of each block. */
    private final int[] firstPiece;

    private final List<Integer> pieceBytes = new ArrayList<>();
    private final List<CodeBlock> pieces = new ArrayList<>();

    PartPacker(LoweredRoutine whole, CodeSizes sizes, int partBytes) {
        this.whole = whole;
        this.sizes = sizes;
        this.partBytes = partBytes;
        this.firstPiece = new int[whole.blocks().size()];
    }

    List<CodeBlock> cut() {
        for (int block = 0; block < whole.blocks().size(); block++) {
            firstPiece[block] = pieces.size();
            cut(block);
        }
        pieces.replaceAll(this::renumber);
        return pieces;
    }

    private void cut(int index) {
        CodeBlock block = whole.blocks().get(index);
        int from = 0;
        int bytes = 0;
        for (int step = 0; step < block.steps().size(); step++) {
            int size = sizes.ofStep(index, step);
            if (bytes + size > partBytes && step > from) {
                addPiece(block, from, step, bytes);
                from = step;
                bytes = 0;
            }
            bytes += size;
        }
        int size = sizes.ofStep(index, block.steps().size());
        if (bytes + size > partBytes && block.steps().size() > from) {
            addPiece(block, from, block.steps().size(), bytes);
            from = block.steps().size();
            bytes = 0;
        }
        addPiece(block, from, TERMINATOR, bytes + size);
    }

    private void addPiece(CodeBlock block, int from, int to, int bytes) {
        boolean isLast = to == TERMINATOR;
        Terminator terminator =
                isLast
                        ? block.terminator()
                        : new Terminator.Jump(new Edge(pieceTarget(pieces.size() + 1)));
        pieces.add(
                new CodeBlock(
                        from == 0 ? block.parameters() : List.of(),
                        block.steps().subList(from, isLast ? block.steps().size() : to),
                        terminator,
                        block.onError(),
                        block.raises()));
        pieceBytes.add(bytes);
    }

    /** Marks the index of a piece among the indices of blocks, until all pieces are known. */
    private static int pieceTarget(int piece) {
        return -1 - piece;
    }

    private CodeBlock renumber(CodeBlock piece) {
        Terminator terminator =
                switch (piece.terminator()) {
                    case Terminator.Jump(var edge) -> new Terminator.Jump(renumber(edge));
                    case Terminator.Branch(var condition, var whenTrue, var whenFalse) ->
                            new Terminator.Branch(
                                    condition, renumber(whenTrue), renumber(whenFalse));
                    case Terminator.Return end -> end;
                    case Terminator.Raise end -> end;
                };
        Optional<Edge> onError = piece.onError().map(this::renumber);
        return new CodeBlock(
                piece.parameters(), piece.steps(), terminator, onError, piece.raises());
    }

    private Edge renumber(Edge edge) {
        int target = edge.target() < 0 ? -1 - edge.target() : firstPiece[edge.target()];
        return new Edge(target, edge.arguments());
    }

    List<Part> pack() {
        int[] loopEnd = loopEnds();
        List<Part> parts = new ArrayList<>();
        int first = 0;
        int bytes = 0;
        for (int piece = 0; piece < pieces.size(); piece++) {
            int needed = bytesOfRange(piece, loopEnd[piece]);
            if (needed > partBytes) {
                needed = pieceBytes.get(piece);
            }
            if (bytes > 0 && bytes + needed > partBytes && !isInside(loopEnd, first, piece)) {
                parts.add(new Part(first, piece));
                first = piece;
                bytes = 0;
            }
            bytes += pieceBytes.get(piece);
        }
        parts.add(new Part(first, pieces.size()));
        return parts;
    }

    /** Whether a piece belongs to a loop that began in the part at hand and fits into one. */
    private boolean isInside(int[] loopEnd, int first, int piece) {
        for (int header = first; header < piece; header++) {
            if (loopEnd[header] > piece && bytesOfRange(header, loopEnd[header]) <= partBytes) {
                return true;
            }
        }
        return false;
    }

    private int bytesOfRange(int from, int end) {
        int bytes = 0;
        for (int piece = from; piece < end && bytes <= partBytes; piece++) {
            bytes += pieceBytes.get(piece);
        }
        return bytes;
    }

    /**
     * Returns for each piece the end of the loop that it is the header of, or the index after it.
     */
    private int[] loopEnds() {
        int[] ends = new int[pieces.size()];
        for (int piece = 0; piece < ends.length; piece++) {
            ends[piece] = Math.max(ends[piece], piece + 1);
            for (Edge edge : pieces.get(piece).terminator().edges()) {
                if (edge.target() <= piece) {
                    ends[edge.target()] = Math.max(ends[edge.target()], piece + 1);
                }
            }
        }
        return ends;
    }
}
