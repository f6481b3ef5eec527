"""What coordinators keep at their desk."""
