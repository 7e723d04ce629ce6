'use strict';
const storage = require('./lib/storage');
const queue = require('./lib/queue');
const { shrink } = require('./lib/shrink');

exports.handler = async (event) => {
  const results = [];
  for (const record of event.Records) {
    const bucket = record.s3.bucket.name;
    const key = decodeURIComponent(record.s3.object.key.replace(/\+/g, ' '));
    try {
      if (await storage.isThumbnailed(key)) continue;
      const image = await storage.read(bucket, key);
      await storage.writeThumbnail(key, shrink(image));
      results.push(key);
    } catch (error) {
      console.error('thumbnail failed', key, error);
      await queue.reportFailure({ bucket, key, message: error.message });
    }
  }
  return results;
};
