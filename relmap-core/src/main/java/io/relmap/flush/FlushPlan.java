package io.relmap.flush;

/** What a flush does, in order and with causes. */
public interface FlushPlan {}
