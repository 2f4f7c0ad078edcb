import { elementsOf, type XmlElement } from './elements.ts';
import { clipped } from '../../documents/fields.ts';
import type { IntakeContent } from './record.ts';

/** The files of an order. The source is the SHA-256 by which the office fetches the file. */
export const filesElement = (attachments: IntakeContent['attachments']): XmlElement => [
  'MIME_INFO',
  attachments.map(({ sha256, fileName, mediaType }): XmlElement => [
    'MIME',
    [
      ['bmecat:MIME_TYPE', mediaType],
      ['bmecat:MIME_SOURCE', sha256],
      ['FILE_HASH_VALUE', sha256, { type: 'SHA256' }],
      ...elementsOf({ 'bmecat:MIME_DESCR': clipped(fileName, 250), MIME_PURPOSE: 'original_document' }),
    ],
  ]),
];
