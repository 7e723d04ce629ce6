fn main() {
    let _ = cc::Build::new();
}
