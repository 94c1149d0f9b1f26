"""From weighed draws to the answers: courses, explanations, consequences, sensitivity, signposts."""
