const BOOKS = [
  { id: 1, title: 'Refactoring' },
  { id: 2, title: 'Clean Code' },
  { id: 3, title: 'The Pragmatic Programmer' },
];

exports.search = (term) => {
  const needle = term.toLowerCase();
  return BOOKS.filter((b) => b.title.toLowerCase().includes(needle));
};
