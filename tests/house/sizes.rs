//! How long are files and functions, and which file says what it is for?

use syn::visit::{self, Visit};

/// Lines that a file may have.
pub(crate) const FILE: usize = 400;
/// Lines that a function may have, from its signature to its closing brace.
pub(crate) const FUNCTION: usize = 40;

/// A function of a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) lines: usize,
}

/// The functions of a text, those of tests and those within others too.
pub(crate) fn functions(path: &str, text: &str) -> Vec<Function> {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut reader = Reader(Vec::new());
    reader.visit_file(&file);
    reader.0
}

/// Whether a text begins with a comment on the whole file.
pub(crate) fn has_head(text: &str) -> bool {
    let is_passed = |line: &&str| line.trim().is_empty() || line.starts_with("#![") || line.starts_with("#!/");
    text.lines().find(|line| !is_passed(line)).is_some_and(|line| line.starts_with("//! "))
}

struct Reader(Vec<Function>);

impl Reader {
    fn add(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let line = signature.fn_token.span.start().line;
        let lines = block.brace_token.span.close().end().line + 1 - line;
        self.0.push(Function { name: signature.ident.to_string(), line, lines });
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.add(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.add(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.add(&item.sig, block);
        }
        visit::visit_trait_item_fn(self, item);
    }
}
