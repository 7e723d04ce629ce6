const { HeadObjectCommand, GetObjectAclCommand, GetObjectTaggingCommand } = require('@aws-sdk/client-s3');

const commandsFor = (input) => [HeadObjectCommand, GetObjectAclCommand].map((Command) => new Command(input));
const tagsFor = (input) => Reflect.construct(GetObjectTaggingCommand, [input]);

module.exports = { commandsFor, tagsFor };
