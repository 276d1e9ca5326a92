import { util } from '@aws-appsync/utils';

/** Has the order made by the orders service, for the caller and nobody else; the service refuses a key that is empty. */
export function request(ctx) {
  const { order, idempotencyKey } = ctx.args;
  const payload = { userId: ctx.identity.sub, order };
  if (!util.isNull(idempotencyKey)) {
    payload.idempotencyKey = idempotencyKey;
  }
  return { operation: 'Invoke', payload };
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return ctx.result;
}
