"""What coordinators do at their desk for others: notes, handing over to another region, several rows at once."""
