package io.relmap.demo.catalog;

import io.relmap.spring.data.RelmapRepository;

/** Books. */
public interface BookRepository extends RelmapRepository<Book, Long> {}
