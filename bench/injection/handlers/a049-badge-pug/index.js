const pug = require('pug');

const COLOURS = { green: '#3c1', red: '#e43', grey: '#999' };

exports.handler = async (event) => {
  const { label, colour } = event.pathParameters;
  const fill = Object.prototype.hasOwnProperty.call(COLOURS, colour) ? COLOURS[colour] : COLOURS.grey;

  const source = [
    'svg(xmlns="http://www.w3.org/2000/svg" width="120" height="20")',
    '  rect(width="120" height="20" fill=fill)',
    '  text(x="8" y="14") ' + decodeURIComponent(label),
  ].join('\n');

  const render = pug.compile(source, { doctype: 'xml' });
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'image/svg+xml' },
    body: render({ fill, label }),
  };
};
