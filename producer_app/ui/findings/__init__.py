"""What is wrong with the plan, as a list that leads to each place."""
