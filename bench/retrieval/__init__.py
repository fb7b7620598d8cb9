"""How well the knowledge base answers: judged questions, and questions about something else."""
