package io.relmap.demo.catalog;

import io.relmap.spring.data.RelmapRepository;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

/** Authors. */
public interface AuthorRepository extends RelmapRepository<Author, Long> {

    /** A page of the authors whose name holds a text, in any letter case. */
    Page<Author> findByNameContainingIgnoreCase(String text, Pageable page);
}
