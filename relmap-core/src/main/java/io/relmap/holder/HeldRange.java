package io.relmap.holder;

import io.relmap.state.ListMembers;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A part of a list: changes go through the list, with events; it fails fast when the list changes. */
final class HeldRange<T> extends AbstractList<T> implements RandomAccess {

    private final ToList<T> list;
    private final int from;
    private int size;
    private @Nullable ListMembers expected;
    private int expectedChanges;

    HeldRange(ToList<T> list, int from, int size) {
        this.list = list;
        this.from = from;
        this.size = size;
        synchronize();
    }

    private void synchronize() {
        expected = list.present();
        expectedChanges = expected == null ? 0 : expected.modCount();
    }

    private void check() {
        ListMembers present = list.present();
        if (present != expected || (present != null && present.modCount() != expectedChanges)) {
            throw new ConcurrentModificationException(
                    "the list was changed since the sublist was taken");
        }
    }

    @Override
    public int size() {
        check();
        return size;
    }

    @Override
    public T get(int index) {
        check();
        return list.get(from + Objects.checkIndex(index, size));
    }

    @Override
    public T set(int index, T element) {
        check();
        T before = list.set(from + Objects.checkIndex(index, size), element);
        synchronize();
        return before;
    }

    @Override
    public void add(int index, T element) {
        check();
        list.add(from + Objects.checkIndex(index, size + 1), element);
        resized(1);
    }

    @Override
    public boolean addAll(Collection<? extends T> elements) {
        return addAll(size(), elements);
    }

    @Override
    public boolean addAll(int index, Collection<? extends T> elements) {
        check();
        int before = list.size();
        boolean changed = list.addAll(from + Objects.checkIndex(index, size + 1), elements);
        resized(list.size() - before);
        return changed;
    }

    @Override
    public void replaceAll(UnaryOperator<T> operator) {
        Objects.requireNonNull(operator, "operator");
        check();
        list.replaceRange(new HeldListIterator<>(list, from), size, operator);
        synchronize();
    }

    @Override
    public void sort(@Nullable Comparator<? super T> order) {
        check();
        list.sortRange(from, from + size, order);
        modCount++;
        synchronize();
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        Objects.requireNonNull(elements, "elements");
        return removeIf(elements::contains);
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        Objects.requireNonNull(elements, "elements");
        return removeIf(element -> !elements.contains(element));
    }

    @Override
    public T remove(int index) {
        check();
        T before = list.remove(from + Objects.checkIndex(index, size));
        resized(-1);
        return before;
    }

    @Override
    public boolean removeIf(Predicate<? super T> filter) {
        check();
        int before = list.size();
        boolean changed = list.removeRange(from, from + size, filter);
        resized(list.size() - before);
        return changed;
    }

    @Override
    protected void removeRange(int start, int end) {
        check();
        int before = list.size();
        list.removeRange(from + start, from + end, element -> true);
        resized(list.size() - before);
    }

    private void resized(int by) {
        size += by;
        modCount++;
        synchronize();
    }
}
