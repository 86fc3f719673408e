mod describe_tasks;
