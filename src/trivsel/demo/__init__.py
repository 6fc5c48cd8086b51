"""A workplace to try Trivsel on. Made by the services users call."""
