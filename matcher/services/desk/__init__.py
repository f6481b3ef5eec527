"""What coordinators keep and do at their desk."""
