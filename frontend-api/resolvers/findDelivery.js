import { util } from '@aws-appsync/utils';

/** Refuses a tracking number that is not known. One that is known stays so: nothing takes it away. */
export function request(ctx) {
  const { trackingNumber } = ctx.args.input;
  return { operation: 'GetItem', key: util.dynamodb.toMapValues({ trackingNumber, eventId: '__delivery' }) };
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  if (!ctx.result) {
    util.error(`there is no delivery with the tracking number ${ctx.args.input.trackingNumber}`, 'NotFound');
  }
  return null;
}
