import { util } from '@aws-appsync/utils';

/** Has the order made by the orders service, for the caller and nobody else. */
export function request(ctx) {
  return {
    operation: 'Invoke',
    payload: { userId: ctx.identity.sub, order: ctx.args.order },
  };
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return ctx.result;
}
