const PATTERNS = {
  zip: '^\\d{5}$',
  phone: '^\\+?\\d{6,15}$',
  code: '^[A-Z]{3}-\\d{4}$',
};

function* decode(records) {
  for (const { kinesis } of records) {
    yield JSON.parse(Buffer.from(kinesis.data, 'base64'));
  }
}

function check({ value, format }) {
  const source = format in PATTERNS ? PATTERNS[format] : format;
  const re = RegExp(source);
  return re.test(value);
}

exports.handler = async (event) => {
  let valid = 0;
  let invalid = 0;
  for (const item of decode(event.Records)) {
    if (check(item)) valid++;
    else invalid++;
  }
  console.log(JSON.stringify({ valid, invalid }));
};
