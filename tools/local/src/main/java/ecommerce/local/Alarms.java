package ecommerce.local;

/** Tells whether an alarm rings, for those who roll back on it. */
public interface Alarms {

  /**
   * Whether the alarm is in the state ALARM. One that does not exist is not.
   *
   * @param alarmNameOrArn a metric alarm or a composite one
   */
  boolean inAlarm(String alarmNameOrArn);
}
