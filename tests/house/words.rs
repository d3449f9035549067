//! Which literals of the code hold English words?

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Expr, Lit, Token};

use crate::source::SourceFile;

/// Macros whose texts are messages, names of files or parts of a longer text.
const MESSAGE_MACROS: [&str; 21] = [
    "assert",
    "assert_eq",
    "assert_ne",
    "concat",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "env",
    "format",
    "format_args",
    "include",
    "include_bytes",
    "include_str",
    "option_env",
    "panic",
    "todo",
    "unimplemented",
    "unreachable",
    "write",
    "writeln",
    "compile_error",
];
/// Macros that spell labels beside the variants of an enum.
const LABEL_MACROS: [&str; 2] = ["labels", "relations"];
/// Methods whose texts are messages.
const MESSAGE_METHODS: [&str; 5] = ["context", "expect", "expect_err", "ok_or", "with_context"];
/// Methods that only change the type of a text.
const CONVERSIONS: [&str; 4] = ["into", "to_owned", "to_string", "as_str"];

/// A literal with an English word.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) line: usize,
    /// As it reads, without quotation marks.
    pub(crate) text: String,
}

/// The literals of a file's code that hold a word, and how many literals of text were read in all.
pub(crate) fn words(file: &SourceFile) -> (Vec<Word>, usize) {
    let parsed: syn::File = syn::parse2(file.code.clone()).unwrap_or_else(|error| panic!("{}: {error}", file.path));
    let mut reader = Reader::default();
    reader.visit_file(&parsed);
    (reader.words, reader.read)
}

/// Whether a text holds a word: a small letter, but for the signs of regular expressions.
fn is_word(text: &str) -> bool {
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let skipped = match sign {
            'a' if rest.starts_with("a-z") => 3,
            '\\' if rest.starts_with("\\p{") => rest.find('}').map_or(rest.len(), |end| end + 1),
            '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            '(' if rest.starts_with("(?") => rest.find([':', ')', '>']).map_or(rest.len(), |end| end + 1),
            letter if letter.is_ascii_lowercase() => return true,
            other => other.len_utf8(),
        };
        rest = &rest[skipped..];
    }
    false
}

#[derive(Default)]
struct Reader {
    words: Vec<Word>,
    read: usize,
}

impl Reader {
    fn literal(&mut self, literal: &Lit) {
        let text = match literal {
            Lit::Str(text) => text.value(),
            Lit::ByteStr(text) => String::from_utf8_lossy(&text.value()).into_owned(),
            Lit::CStr(text) => text.value().to_string_lossy().into_owned(),
            Lit::Char(letter) => letter.value().to_string(),
            Lit::Byte(letter) => char::from(letter.value()).to_string(),
            _ => return,
        };
        self.read += 1;
        if is_word(&text) {
            self.words.push(Word { line: literal.span().start().line, text });
        }
    }

    /// Reads an argument that is a message where it is a text, and code where it is not.
    fn message(&mut self, argument: &Expr) {
        if is_text(argument) {
            self.read += 1;
        } else {
            self.visit_expr(argument);
        }
    }

    /// Reads tokens that are no expressions: patterns, tables, bodies of macros.
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == '#' => {
                    let inner = matches!(tokens.get(at + 1), Some(TokenTree::Punct(mark)) if mark.as_char() == '!');
                    let attribute = tokens.get(at + 1 + usize::from(inner));
                    if matches!(attribute, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket) {
                        at += 1 + usize::from(inner);
                    }
                }
                TokenTree::Ident(name) if is_message(&name.to_string()) => {
                    if let [TokenTree::Punct(mark), TokenTree::Group(_), ..] = &tokens[at + 1..]
                        && mark.as_char() == '!'
                    {
                        at += 2;
                    }
                }
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Literal(literal) if !is_end_of_range(&tokens, at) => {
                    self.literal(&Lit::new(literal.clone()))
                }
                _ => {}
            }
            at += 1;
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_lit(&mut self, literal: &'ast Lit) {
        self.literal(literal);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if matches!(&*call.func, Expr::Path(path) if is_error(&path.path)) {
            call.args.iter().for_each(|argument| self.message(argument));
        } else {
            visit::visit_expr_call(self, call);
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let method = call.method.to_string();
        if MESSAGE_METHODS.contains(&method.as_str()) || is_complaint(&method) {
            self.visit_expr(&call.receiver);
            call.args.iter().for_each(|argument| self.message(argument));
        } else {
            visit::visit_expr_method_call(self, call);
        }
    }

    fn visit_expr_struct(&mut self, value: &'ast syn::ExprStruct) {
        if is_error(&value.path)
            || value.path.segments.last().is_some_and(|name| name.ident.to_string().ends_with("Error"))
        {
            value.fields.iter().for_each(|field| self.message(&field.expr));
        } else {
            visit::visit_expr_struct(self, value);
        }
    }

    fn visit_expr_range(&mut self, range: &'ast syn::ExprRange) {
        let ends = [&range.start, &range.end].into_iter().flatten();
        ends.filter(|end| !is_letter(end)).for_each(|end| self.visit_expr(end));
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let name = call.path.segments.last().map(|name| name.ident.to_string()).unwrap_or_default();
        if LABEL_MACROS.contains(&name.as_str()) {
            return;
        }
        match call.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated) {
            Ok(arguments) if is_message(&name) => arguments.iter().for_each(|argument| self.message(argument)),
            Ok(arguments) => arguments.iter().for_each(|argument| self.visit_expr(argument)),
            Err(_) => self.tokens(call.tokens.clone()),
        }
    }
}

fn is_message(name: &str) -> bool {
    MESSAGE_MACROS.contains(&name)
}

/// Whether a function of this name says what is wrong.
fn is_complaint(name: &str) -> bool {
    name == "fail" || name == "warn" || name.starts_with("warn_")
}

/// Whether a path makes an error: `Err`, `Error::of`, `codebook::Error::Missing`, `fail`.
fn is_error(path: &syn::Path) -> bool {
    let mut names = path.segments.iter().rev().map(|segment| segment.ident.to_string());
    names.next().is_some_and(|last| last == "Err" || is_complaint(&last))
        || names.next().is_some_and(|owner| owner.ends_with("Error"))
}

/// Whether an argument is a text and nothing else.
fn is_text(argument: &Expr) -> bool {
    match argument {
        Expr::Lit(_) => true,
        Expr::Reference(inner) => is_text(&inner.expr),
        Expr::Paren(inner) => is_text(&inner.expr),
        Expr::MethodCall(call) => CONVERSIONS.contains(&call.method.to_string().as_str()) && is_text(&call.receiver),
        Expr::Assign(named) => is_text(&named.right),
        _ => false,
    }
}

fn is_letter(end: &Expr) -> bool {
    matches!(end, Expr::Lit(literal) if matches!(literal.lit, Lit::Char(_) | Lit::Byte(_)))
}

/// Whether a letter is one end of a range, as in `'a'..='z'`.
fn is_end_of_range(tokens: &[TokenTree], at: usize) -> bool {
    let is_dot = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(mark)) if mark.as_char() == '.');
    let after = is_dot(tokens.get(at + 1)) && is_dot(tokens.get(at + 2));
    let mark = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    let is_equals = matches!(mark(1), Some(TokenTree::Punct(mark)) if mark.as_char() == '=');
    let before = is_dot(mark(1)) && is_dot(mark(2)) || is_equals && is_dot(mark(2)) && is_dot(mark(3));
    after || before
}
