import { util } from '@aws-appsync/utils';

const STEPS = {
  publishWarehouseWork: {
    PackagingRequested: 'REQUESTED',
    PackagingStarted: 'STARTED',
    PackageCreated: 'COMPLETED',
    PackagingFailed: 'FAILED',
  },
  publishDeliveryWork: {
    DeliveryRequested: 'REQUESTED',
    DeliveryStarted: 'STARTED',
    DeliveryCompleted: 'COMPLETED',
    DeliveryFailed: 'FAILED',
  },
};

/** What a rule tells of a packaging request or a delivery, as staff sees it. */
export function request(ctx) {
  const { orderId, event } = ctx.args;
  const change = STEPS[ctx.info.fieldName][event];
  if (!change) {
    util.error(`event ${event} tells nothing of this work`, 'InvalidInput');
  }
  return { payload: { orderId, change } };
}

export function response(ctx) {
  return ctx.result;
}
