package io.relmap.demo.web;

import io.relmap.demo.catalog.Catalog;
import io.relmap.demo.web.Views.CategoryNode;
import java.util.List;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Categories over HTTP. */
@RestController
class CategoryController {

    private final Catalog catalog;

    CategoryController(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping("/api/categories/tree")
    @Transactional(readOnly = true)
    public List<CategoryNode> tree() {
        return catalog.categoryTree().stream().map(CategoryNode::of).toList();
    }
}
