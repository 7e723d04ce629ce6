'use strict';
// Stands for an image library: every fourth byte.
exports.shrink = (image) => Buffer.from(image.filter((_, index) => index % 4 === 0));
